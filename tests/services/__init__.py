"""Services through their real wiring: the model is scripted, everything else is the app's own."""
