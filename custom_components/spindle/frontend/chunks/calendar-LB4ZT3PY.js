import{b as a}from"./chunk-FWUL3PTW.js";import"./chunk-OGYZFBDN.js";import"./chunk-DDBEPE64.js";import"./chunk-57COBSJD.js";import"./chunk-YVDYIAWN.js";export{a as Calendar};
