import{a}from"./chunk-3RL4HFML.js";import"./chunk-JVXFI5V7.js";import"./chunk-6UFX4VBR.js";import"./chunk-43G5IN4V.js";import"./chunk-YVDYIAWN.js";export{a as WeekClock};
