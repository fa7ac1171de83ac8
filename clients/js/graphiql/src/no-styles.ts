/** In place of react-style-singleton, which keeps a page behind a dialog from scrolling. This page has nothing to scroll. */
export const styleSingleton = () => () => null;
