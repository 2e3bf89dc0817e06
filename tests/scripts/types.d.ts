// What the scripts are checked against (`make check`): as much of React and of the page as they use, and the names that
// others give them. Whatever a package exports is taken as it comes.

declare module "react" {
  type Props = Record<string, any> | null;
  type Ref<T> = { current: T };
  type Undo = (() => unknown) | boolean | void;

  export const Children: { toArray(children: unknown): any[] };
  export class Component {
    props: any;
    state: any;
    setState(state: object): void;
  }
  export function createRef(): Ref<any>;
  export function createElement(type: unknown, props?: Props, ...children: unknown[]): any;
  export function createContext<T>(value: T): any;
  export function memo<T>(component: T, isSame?: (one: any, other: any) => boolean): T;
  export function startTransition(act: () => void): void;
  export function useContext(context: unknown): any;
  export function useEffect(act: () => Undo, inputs?: unknown[]): void;
  export function useId(): string;
  export function useLayoutEffect(act: () => Undo, inputs?: unknown[]): void;
  export function useMemo<T>(make: () => T, inputs: unknown[]): T;
  export function useRef(value?: unknown): Ref<any>;
  export function useState<T>(first: T | (() => T)): [T, (next: T | ((now: T) => T)) => void];
  export function useSyncExternalStore<T>(subscribe: (listener: () => void) => () => void, read: () => T, first?: () => T): T;
}

interface ImportMeta {
  env?: { BASE_URL: string };
}

declare module "$/utils/context-registry";
declare module "*.css";
declare module "highlight.js/lib/core";
declare module "highlight.js/lib/languages/*";
declare module "katex";
declare module "katex/contrib/mhchem";
declare module "lucide-react";
declare module "mdast-util-gfm-strikethrough";
declare module "mdast-util-gfm-table";
declare module "mdast-util-gfm-task-list-item";
declare module "mermaid";
declare module "micromark-core-commonmark";
declare module "micromark-extension-gfm-strikethrough";
declare module "micromark-extension-gfm-table";
declare module "micromark-extension-gfm-task-list-item";
declare module "react-markdown";
declare module "react-router";

// What a selector finds in this page is HTML, and so is what an event comes from.
interface Element {
  autofocus: boolean;
  complete: boolean;
  content: any;
  readonly dataset: DOMStringMap;
  loading: string;
  open: boolean;
  style: CSSStyleDeclaration;
  click(): void;
  focus(options?: FocusOptions): void;
  hidePopover(): void;
}
interface EventTarget {
  closest: Element["closest"];
}
interface Navigator {
  standalone?: boolean;
  userAgentData?: { platform: string };
}

// The frame that diagrams are drawn in.
declare var draw: (code: string, look: object) => Promise<{ svg: string; width: number; height: number }>;
interface Window {
  draw: typeof draw;
}

// The page's words, put beside the scripts of its head (oreai.py).
declare const oreaiObstacleWords: Record<string, Record<string, string>>;
declare const __OLD_BROWSER__: Record<string, string>;
declare var oreaiObstacle: { show(kind: string): void; clear(kind: string): void };

// The browser's offer to install, where it makes one.
declare var oreaiInstallOffer: any;
