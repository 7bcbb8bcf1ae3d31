import"./chunks/chunk-A46SAVCG.js";import"./chunks/chunk-5OFTVHW7.js";import"./chunks/chunk-P4YB22XH.js";import"./chunks/chunk-5CVORAAB.js";import"./chunks/chunk-YVDYIAWN.js";
