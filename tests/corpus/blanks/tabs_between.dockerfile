FROM	alpine:3.20	AS	base
	RUN	echo	hi
COPY		a	b
EXPOSE	80	443
