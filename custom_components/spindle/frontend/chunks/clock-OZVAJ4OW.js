import{e as a}from"./chunk-TQN3W2UG.js";import"./chunk-2BSTTC4M.js";import"./chunk-CVSVPKDQ.js";import"./chunk-YVDYIAWN.js";export{a as WeekClock};
