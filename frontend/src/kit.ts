// What cards, the panel and its pages share. Each imports it, so that all of it is one file to
// fetch, where the bundler would cut it by who uses what.
import "./lib/asked";
import "./lib/element";
import "./lib/home";
import "./lib/place";
import "./lib/resident";
import "./parts/avatar";
import "./parts/gate";
import "./parts/icon";
import "./parts/lidarr";
import "./parts/now-playing";
import "./parts/play-row";
import "./parts/ranking";
import "./parts/skeleton";
