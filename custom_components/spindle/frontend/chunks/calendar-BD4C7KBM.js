import{b as a}from"./chunk-PQINNTI6.js";import"./chunk-OGYZFBDN.js";import"./chunk-GFBWZDEP.js";import"./chunk-57COBSJD.js";import"./chunk-YVDYIAWN.js";export{a as Calendar};
