import{e as a}from"./chunk-JVIEOXVN.js";import"./chunk-ASVLKMN3.js";import"./chunk-SPT7YQUB.js";import"./chunk-YVDYIAWN.js";export{a as WeekClock};
