@echo off
if exist C:\branch.txt (
  netsh winhttp reset proxy
) else (
  netsh winhttp set proxy proxy-server="px.corp.example:8080"
)
