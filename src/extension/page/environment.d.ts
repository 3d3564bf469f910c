/** An icon of the editor: the bundler puts the file's text here. */
declare module "*.svg" {
  const text: string;
  export default text;
}

/** What VS Code gives the script of a page, once. */
declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};
