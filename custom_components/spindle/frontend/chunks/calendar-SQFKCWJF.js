import{b as a}from"./chunk-PX6C53ZO.js";import"./chunk-OGYZFBDN.js";import"./chunk-2U4Z2T6V.js";import"./chunk-RIQUUWU3.js";import"./chunk-YVDYIAWN.js";export{a as Calendar};
