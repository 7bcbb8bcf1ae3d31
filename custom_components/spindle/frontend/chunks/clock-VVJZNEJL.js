import{e as a}from"./chunk-FIZEGI7T.js";import"./chunk-HI6XQMCC.js";import"./chunk-SPT7YQUB.js";import"./chunk-YVDYIAWN.js";export{a as WeekClock};
