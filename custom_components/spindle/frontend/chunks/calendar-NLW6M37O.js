import{b as a}from"./chunk-MNDBVNTL.js";import"./chunk-OGYZFBDN.js";import"./chunk-M75AUZ6R.js";import"./chunk-VC4YFLHO.js";import"./chunk-YVDYIAWN.js";export{a as Calendar};
