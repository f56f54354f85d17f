create schema ctx;
create type ctx.mood as enum ('sad','ok');
create type ctx.comp as (a int, b text);
create table ctx.types (id int primary key, sm smallint, bi bigint, nu numeric(10,2), re real, dp double precision, tx text, vc varchar(20), ch char(5), bo boolean, da date, ts timestamp, tz timestamptz, ti time, iv interval, js json, jb jsonb, ar int[], ta text[], ba bytea, uu uuid, ip inet, nl text, na numeric, inf double precision, mo money, en ctx.mood, co ctx.comp, pt point, rg int4range, bt bit(3), xm xml, ji json, ja jsonb, n0 numeric, oi oid, ns text);
insert into ctx.types values (1,2,9000000000,12.30,1.5,0.1,'abc','vc','ch',true,'2024-02-29','2024-01-02 03:04:05.6','2024-01-02 03:04:05+02','10:11:12','1 day 02:03:04','{"a": 1}','{"b": [1, 2]}','{1,2}','{a,NULL,"c d"}','\x0102','a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11','10.0.0.1',null,'NaN','Infinity',5.5,'ok','(1,x)','(1,2)','[1,5)','101','<a/>','5','"s"',100,42,'123'),
(2,null,1,1.00,2.5,3,'true','x','y',false,'2024-01-01','2024-01-01','2024-01-01 00:00:00+00','00:00','1 month','[]','null',null,null,null,null,null,null,1.5,1,null,null,null,null,null,null,null,'null','1',1e10,1,'1.50'),
(3,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null);
create view ctx.v_types as select id, tx from ctx.types; create materialized view ctx.mv_types as select id from ctx.types;
create table ctx.few (id int, vc varchar(5)); create table ctx.empty_t (a int); create table ctx."Mixed Case" (a int); create table ctx.base as select 1 as id, 'x'::text as name;
