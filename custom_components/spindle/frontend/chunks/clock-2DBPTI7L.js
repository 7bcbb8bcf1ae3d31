import{e as a}from"./chunk-77DOXEFD.js";import"./chunk-ZNJM2V5L.js";import"./chunk-F7F6TWCU.js";import"./chunk-YVDYIAWN.js";export{a as WeekClock};
