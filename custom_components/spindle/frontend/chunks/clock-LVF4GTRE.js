import{a}from"./chunk-MBYI57JF.js";import"./chunk-OUXWF6LK.js";import"./chunk-MTIRA2WT.js";import"./chunk-PBTKIUYC.js";import"./chunk-YVDYIAWN.js";export{a as WeekClock};
