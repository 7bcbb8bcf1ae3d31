// Runs vitest once; the last line says how many tests passed and failed.
import { startVitest } from "vitest/node";

const vitest = await startVitest("test", process.argv.slice(2), { watch: false });
const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
const states = tests.map((test) => test.result().state);
const broken = vitest.state.getTestModules().filter((module) => module.errors().length).length;
await vitest.close();
const failed = states.filter((state) => state === "failed").length + broken;
console.log(`${states.filter((state) => state === "passed").length} passed, ${failed} failed`);
process.exitCode = failed || !states.length ? 1 : 0;
