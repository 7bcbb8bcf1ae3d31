import{a}from"./chunk-TVUEDBGL.js";import"./chunk-Z4MMPPD6.js";import"./chunk-UQ57PLT5.js";import"./chunk-P3MXQWLG.js";import"./chunk-YVDYIAWN.js";export{a as WeekClock};
