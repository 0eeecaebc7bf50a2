@echo off
rem the proxy of services
netsh winhttp set proxy px.corp.example:8080 "*.corp.example;<local>"
