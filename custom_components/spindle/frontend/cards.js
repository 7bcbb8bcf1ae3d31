import"./chunks/chunk-5EQ5YPHW.js";import"./chunks/chunk-YVDYIAWN.js";
