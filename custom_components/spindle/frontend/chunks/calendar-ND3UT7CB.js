import{b as a}from"./chunk-JZJ4U2WS.js";import"./chunk-OGYZFBDN.js";import"./chunk-GG3EKKGT.js";import"./chunk-CVSVPKDQ.js";import"./chunk-YVDYIAWN.js";export{a as Calendar};
