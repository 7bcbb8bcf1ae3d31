import{a}from"./chunk-BT4DBJ3W.js";import"./chunk-Y7GFOJXM.js";import"./chunk-U2JUCVBT.js";import"./chunk-URNN75ZU.js";import"./chunk-QOHPUL5T.js";export{a as WeekClock};
