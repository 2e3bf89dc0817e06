"""The model's side of the wall, against a scripted server on a real socket."""
