import{b as a}from"./chunk-65UZ4WUV.js";import"./chunk-B7TCZVEQ.js";import"./chunk-E3KYESHG.js";import"./chunk-URNN75ZU.js";import"./chunk-NWY3K5S6.js";export{a as Calendar};
