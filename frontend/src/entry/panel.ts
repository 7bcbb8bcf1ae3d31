import "../panel";
