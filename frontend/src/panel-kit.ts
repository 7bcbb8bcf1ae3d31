// What the panel and its pages share beyond `kit`: one file to fetch.
import "./kit";
import "./lib/all-texts";
import "./parts/notice";
import "./parts/signs";
