import{b as a}from"./chunk-737R3RNH.js";import"./chunk-OGYZFBDN.js";import"./chunk-2BSTTC4M.js";import"./chunk-CVSVPKDQ.js";import"./chunk-YVDYIAWN.js";export{a as Calendar};
