import { Anchor, Button, NavLink, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';

type ButtonAnchorProps = ButtonProps & Omit<ComponentPropsWithRef<'a'>, keyof ButtonProps>;

function ButtonAnchor(props: ButtonAnchorProps) {
  return <Button component="a" {...props} />;
}

/** Links that look like links, buttons and menu entries, and go through the router. */
export const TextLink = createLink(Anchor<'a'>);
export const ButtonLink = createLink(ButtonAnchor);
export const MenuLink = createLink(NavLink<'a'>);
