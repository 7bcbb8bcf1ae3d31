import"./chunks/chunk-KBYNG6TP.js";import"./chunks/chunk-YVDYIAWN.js";
