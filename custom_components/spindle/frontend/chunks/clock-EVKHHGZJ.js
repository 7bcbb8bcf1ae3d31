import{a}from"./chunk-2YYBZDJ6.js";import"./chunk-ZSZKHVCN.js";import"./chunk-NML5VY44.js";import"./chunk-6EBGJOLL.js";import"./chunk-YVDYIAWN.js";export{a as WeekClock};
