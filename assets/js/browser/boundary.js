// What breaks within it is replaced by its fallback; nothing around it is harmed.
import { Component } from "react";

export class Boundary extends Component {
  state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  render() {
    const again = () => this.setState({ isBroken: false });
    return this.state.isBroken ? this.props.fallback(again) : this.props.children;
  }
}
