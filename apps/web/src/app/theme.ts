import { Anchor, createTheme, Modal } from '@mantine/core';

export const theme = createTheme({
  primaryColor: 'cyan',
  primaryShade: { light: 8, dark: 5 },
  autoContrast: true,
  defaultRadius: 'sm',
  components: {
    Anchor: Anchor.extend({ defaultProps: { inherit: true } }),
    // Locking the scrolling adds a style sheet that the page's policy refuses.
    Modal: Modal.extend({ defaultProps: { lockScroll: false, centered: true } }),
  },
});
