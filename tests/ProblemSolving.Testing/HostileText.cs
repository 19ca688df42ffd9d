namespace ProblemSolving.Testing;

/// <summary>Texts a malicious or unlucky user could type or upload.</summary>
public static class HostileText
{
    /// <summary>Would run as script, load something or break markup if it were not encoded.</summary>
    public static IReadOnlyList<string> Scripts { get; } =
    [
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "</style><script>alert(1)</script>",
        "</title><img src=x onerror=alert(1)>",
        "</svg><img src=x onerror=alert(1)>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "\" autofocus onfocus=\"alert(1)",
        "<img src=x onerror=alert(1)//",
        "<svg/onload=alert(1)>",
        "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
        "<svg><script>alert&#40;1&#41;</script></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"java\tscript:alert(1)\">x</a>",
        "<form action=javascript:alert(1)><input type=submit>",
        "<base href=//example.invalid/>",
        "<link rel=stylesheet href=//example.invalid/x.css>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
        "<!--><img src=x onerror=alert(1)>-->",
        "]]><script>alert(1)</script>",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#x3C;script&#x3E;alert(1)",
        "\u003cscript\u003ealert(1)\u003c/script\u003e",
        "＜script＞alert(1)＜/script＞",
        "<scr\0ipt>alert(1)</scr\0ipt>",
        "<x\u000bonclick=alert(1)>",
        "`${alert(1)}`",
        "{{constructor.constructor('alert(1)')()}}",
        "url(javascript:alert(1))",
        "expression(alert(1))",
        "\u202Egpj.exe",
        "\uD800 lone surrogate",
        "\u0007\u001b[31mred",
        "고객 <b>굵게</b> & \"따옴표\" '작은'",
        "e\u0301 \u200b zero width",
        "-->",
    ];

    /// <summary>Would be taken for a formula or a command by a spreadsheet.</summary>
    public static IReadOnlyList<string> Formulas { get; } =
    [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "=HYPERLINK(\"//example.invalid\",\"x\")",
        "+1+1",
        "+82-10-1234-5678",
        "-1+1",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1,1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "\0=1+1",
        "\t탭으로 시작",
        " =1+1",
        "\"=1+1",
        "'=1+1",
        "\" =1+1",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM(1)",
    ];
}
