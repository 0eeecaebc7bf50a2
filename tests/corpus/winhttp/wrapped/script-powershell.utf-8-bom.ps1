Set-WinhttpProxy -SettingScope Machine -Proxy 'px.corp.example:8080' -ProxyBypass '*.corp.example'
