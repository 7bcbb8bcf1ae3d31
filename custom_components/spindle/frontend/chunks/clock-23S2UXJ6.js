import{a}from"./chunk-FOFD427W.js";import"./chunk-RTGGOJIS.js";import"./chunk-ID26ZSAG.js";import"./chunk-CX3VU5II.js";import"./chunk-YVDYIAWN.js";export{a as WeekClock};
