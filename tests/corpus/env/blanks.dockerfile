FROM alpine
ENV	A=1	B=2
ENV   C    d   e 
ENVDe
ENV  E=1F=2G=3H=4
