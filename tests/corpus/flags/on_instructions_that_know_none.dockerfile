FROM alpine
ENV --x a=b
LABEL --y=1 a=b
WORKDIR --z /srv
USER --u app
CMD --flag ["sh"]
EXPOSE --p 80
ARG --q A
VOLUME --v /data
SHELL --s ["sh"]
STOPSIGNAL --t SIGTERM
MAINTAINER --m someone
