import{s,a,b as t,c as r,d as e,e as c,f as o}from"./shared.js";s();a();t();r();e();c();o();
