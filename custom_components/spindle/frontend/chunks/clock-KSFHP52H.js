import{a}from"./chunk-PVX3W4KD.js";import"./chunk-M4BR4U3I.js";import"./chunk-T5B6H5RQ.js";import"./chunk-LX4K6TZR.js";import"./chunk-YVDYIAWN.js";export{a as WeekClock};
