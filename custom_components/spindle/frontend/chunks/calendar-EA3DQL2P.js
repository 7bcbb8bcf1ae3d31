import{b as a}from"./chunk-6GWUFAB3.js";import"./chunk-Y7GFOJXM.js";import"./chunk-U2JUCVBT.js";import"./chunk-URNN75ZU.js";import"./chunk-QOHPUL5T.js";export{a as Calendar};
