import { deadLetters } from './dead-letters';

deadLetters(
  process.argv.slice(2),
  process.env,
  (text) => console.log(text),
  (text) => console.error(text),
).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
