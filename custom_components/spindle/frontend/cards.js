import"./chunks/chunk-JQ2B7BC2.js";import"./chunks/chunk-5OFTVHW7.js";import"./chunks/chunk-EVVPFNXX.js";import"./chunks/chunk-A7PNU3A4.js";import"./chunks/chunk-YVDYIAWN.js";
