import"./chunks/chunk-QALAPXZN.js";import"./chunks/chunk-YVDYIAWN.js";
