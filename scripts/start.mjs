// npm start: install, build, and run the whole hub in one process.
import { build, install, runUntilItEnds } from './steps.mjs';

install();
build();
runUntilItEnds('apps/all-in-one/src/main.js', process.argv.slice(2));
