ARG V=1.2.3
FROM alpine:${V:-3} AS s${V:+x}
ENV A=${V:-default} B=${V:+set} C=${V-x} D=${V+y}
ENV E=${V#1.} F=${V%.3} G=${V/./-} H=${V//./-}
ENV I=\$V J=\${V} K='${V}' L="${V}"
WORKDIR /srv/${V}
USER ${U:-nobody}
EXPOSE ${P:-80}/tcp
