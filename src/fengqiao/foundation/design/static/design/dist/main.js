import{s,a,b as t,c as r,d as e,e as c,f as o,g as f}from"./shared.js";s();a();t();r();e();c();o();f();
