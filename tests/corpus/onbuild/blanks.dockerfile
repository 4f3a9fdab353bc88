FROM alpine
ONBUILD	RUN	true
ONBUILD    RUN     true
ONBUILD  RUN true
