import{e as a}from"./chunk-WF2JSA5Q.js";import"./chunk-M75AUZ6R.js";import"./chunk-VC4YFLHO.js";import"./chunk-YVDYIAWN.js";export{a as WeekClock};
