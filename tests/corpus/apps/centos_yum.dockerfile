FROM centos:7
RUN yum -y update
RUN yum install -y httpd php
RUN yum install -y epel-release && yum clean all
ADD html.tar.gz /var/www/html
EXPOSE 80
CMD ["/usr/sbin/httpd", "-D", "FOREGROUND"]
