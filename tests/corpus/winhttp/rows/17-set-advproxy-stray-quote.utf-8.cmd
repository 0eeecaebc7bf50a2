@echo off
netsh winhttp set advproxy setting-scope=machine settings={\"Proxy\":\"px.corp.example:8080\",\"ProxyBypass\":\"*.corp.example\",\"AutoDetect\":false}"
