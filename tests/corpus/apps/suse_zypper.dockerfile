FROM opensuse/leap:15.6
RUN zypper --non-interactive refresh && \
    zypper -n install --no-recommends nginx && \
    zypper clean -a
EXPOSE 80
CMD nginx -g 'daemon off;'
