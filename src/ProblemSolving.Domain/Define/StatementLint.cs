using System.Text.RegularExpressions;

namespace ProblemSolving.Domain.Define;

/// <summary>
/// Reads a problem statement as a coach would and gives advice, in Korean and in English: no number, a solution hidden in the problem,
/// several problems in one, somebody to blame. A heuristic over words: it never blocks, and it would rather miss than cry wolf.
/// </summary>
public static partial class StatementLint
{
    /// <summary>Advice on the texts of a sheet, in its order; that a number is missing is said by <see cref="DefineRules"/>, which knows the field for it.</summary>
    /// <returns>Codes without the prefix <c>rule.</c>; the first value of each sentence is the words that gave rise to it.</returns>
    public static IReadOnlyList<Finding> Check(DefineSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        var findings = new List<Finding>();
        Add(findings, nameof(sheet.Overview), sheet.Overview, HiddenSolution, Blame);
        Add(findings, nameof(sheet.PhenomenonWhat), sheet.PhenomenonWhat, HiddenSolution, SeveralProblems, Blame);
        Add(findings, nameof(sheet.DamageText), sheet.DamageText, HiddenSolution, Blame);
        return findings;
    }

    /// <summary>Advice on the name of a project: one that names a means has decided before the problem is stated.</summary>
    public static IReadOnlyList<Finding> CheckName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Quote("define.lint.name", SolutionKorean().Match(name), AbsenceKorean().Match(name), IntentKorean().Match(name), SolutionEnglish().Match(name), AbsenceEnglish().Match(name), IntentEnglish().Match(name)) is { } finding ? [finding] : [];
    }

    private static void Add(List<Finding> findings, string field, string text, params ReadOnlySpan<Func<string, Finding?>> rules)
    {
        if (string.IsNullOrWhiteSpace(text))
            return;
        foreach (var rule in rules)
        {
            if (rule(text) is { } finding)
                findings.Add(finding with { Place = field });
        }
    }

    /// <summary>True when a text says how much, in digits or in a word such as half or twice.</summary>
    public static bool HasNumber(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Any(char.IsDigit) || NumberWord().IsMatch(text);
    }

    private static Finding? HiddenSolution(string text) => Quote("define.lint.hidden-solution", SolutionKorean().Match(text), ChangeKorean().Match(text), AbsenceKorean().Match(text), NotDoneKorean().Match(text), SolutionEnglish().Match(text), AbsenceEnglish().Match(text), NotDoneEnglish().Match(text));

    private static Finding? Blame(string text) => Quote("define.lint.blame", BlameKorean().Match(text), CarelessKorean().Match(text), BlameEnglish().Match(text));

    // Two things that go wrong, joined by a word that says there are two, or listed.
    private static Finding? SeveralProblems(string text)
    {
        if (Trouble().Count(text) < 2)
            return null;
        return Quote("define.lint.several", Joint().Match(text), ListMark().Count(text) >= 2 ? ListMark().Match(text) : Match.Empty, ChainKorean().Match(text));
    }

    private static Finding? Quote(string code, params ReadOnlySpan<Match> matches)
    {
        foreach (var match in matches)
        {
            if (match.Success)
                return Advice(code, match.Value.Trim());
        }

        return null;
    }

    private static Finding Advice(string code, params object[] arguments) => new(code, "", Blocks: false, arguments);

    [GeneratedRegex(@"절반|두\s*배|세\s*배|\bhalf\b|\btwice\b|\bdoubled?\b|\bthird\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NumberWord();

    [GeneratedRegex(@"(?:모델|모형|모델링|인공지능|AI|앱|어플|시스템|대시보드|솔루션|자동화|챗봇|CRM|툴|알고리즘|데이터\s*웨어하우스)(?:이|가|을|를|은|는|도|의)?\s*(?:전혀\s*|아직\s*|부재|미비|미도입|없(?:다|어|음|기|습|는)|부족|필요|도입|구축|개발|만들)|(?:도입|구축|개발)(?:이|을|를)?\s*(?:시급|필요|해야)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SolutionKorean();

    [GeneratedRegex(@"\b(?:needs?|needed|requires?|lacks?|lacking|missing|without|there\s+is\s+no|there\s+are\s+no|have\s+no|has\s+no|do(?:es)?\s+not\s+have|don't\s+have|doesn't\s+have)\s+(?:an?\s+|the\s+|any\s+|enough\s+)?(?:[\w-]+\s+){0,2}?(?:models?|apps?|dashboards?|systems?|tools?|AI|chatbots?|CRM|automation|algorithms?|software)\b|\b(?:should|must|have\s+to|need\s+to|let's)\s+(?:build|introduce|adopt|develop|launch|implement|buy|install)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SolutionEnglish();

    // What should be done, said as something that is needed: 포장재 교체가 필요하다. A number or a time that is needed is none.
    [GeneratedRegex(@"[가-힣A-Za-z]+\s?(?:교체|도입|개편|개선|확대|강화|신설|증설|증원|충원|보강|교육|재설계|개정|변경|추가|폐지|통합|인상|인하)(?:이|가|을|를|은|는)?\s*(?:시급|필요(?!\s*(?:없|하지\s*않|로\s*하는|한\s*(?:고객|주문|시간|기간|경우|제품|상품)))|(?:하|되)어야\s*(?:한다|합니다|함|할)|해야\s*(?:한다|합니다|함|할)|돼야\s*(?:한다|합니다))", RegexOptions.CultureInvariant)]
    private static partial Regex ChangeKorean();

    // Means, not people or orders, that are said to be absent: the particle stands right behind the means, so that what customers do with it is none.
    private const string MeansKorean = @"(?:마케팅|캠페인|프로모션|시스템|자동화|데이터|모델|모형|쿠폰|앱|어플|대시보드|솔루션|챗봇|CRM|툴|알고리즘|예산|인력|인원|조직|프로세스|매뉴얼|플랫폼|인프라|추천\s*(?:기능|엔진)|알림\s*기능)";

    [GeneratedRegex(MeansKorean + @"(?:이|가|은|는|도)?\s*(?:(?:전혀|아직|거의|많이|매우|너무|충분히|제대로|크게)\s*)?(?:부재|부족|미비|미흡|없(?:다|어|음|기|습|고|으)|안\s*(?:되어|돼|되)\s*있|(?:[가-힣]{1,6}\s*)?(?:되어|돼)\s*있지\s*(?:않|못)|(?:구축|통합|연동|도입|활용|공유|표준화|자동화|정비|마련)되지\s*않)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AbsenceKorean();

    // A means that one did not bring in: 쿠폰을 도입하지 않아서. What customers did not do with it is none.
    [GeneratedRegex(MeansKorean + @"(?:을|를|은|는|도)?\s*(?:(?:전혀|아직|제대로)\s*)?(?:도입|구축|개발|시행|실시|마련)(?:을|를)?\s*(?:하지\s*(?:않|못)|안\s*(?:하|해|한|했)|못\s*(?:하|해|한|했))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NotDoneKorean();

    private const string MeansEnglish = @"(?:marketing|campaigns?|promotions?|systems?|automation|data|models?|coupons?|apps?|dashboards?|tools?|chatbots?|CRM|algorithms?|software|budgets?|staff|personnel|headcount|platforms?|infrastructure|training|recommenders?)";

    // Between the want and the means stand words that describe it; a preposition would make it what somebody does with the means.
    [GeneratedRegex(@"\b(?:lack(?:s|ing)?(?:\s+of)?|(?:absence|shortage)\s+of|there\s+(?:is|are|was|were)\s+(?:no|not\s+enough)|(?:has|have|had)\s+(?:no|not\s+enough)|not\s+enough|insufficient)\s+(?:an?\s+|any\s+)?(?:(?!(?:to|of|for|in|from|on|by|after|with|without|among|who|that)\b)[\w-]+\s+){0,2}?" + MeansEnglish + @"\b(?!\s+(?:users?|customers?|orders?|errors?|sales|visits?|clicks?|responses?|sign-?ups?))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AbsenceEnglish();

    [GeneratedRegex(@"\b(?:(?:is|are|was|were)\s+not|(?:is|are|was|were)n['’]t)\s+(?:yet\s+|fully\s+|properly\s+)?(?:automated|integrated|digiti[sz]ed|standardi[sz]ed|unified)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NotDoneEnglish();

    // A name needs no want around it: who builds something has decided.
    [GeneratedRegex(@"(?:도입|구축|개발|자동화|고도화)\s*(?:하자|하기|한다|합니다|과제|프로젝트|사업|건)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex IntentKorean();

    [GeneratedRegex(@"^\s*(?:build|introduc|adopt|develop|launch|implement|automat|install)(?:e|ing)?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IntentEnglish();

    [GeneratedRegex(@"[가-힣A-Za-z]*(?:팀|부서|본부|담당자|직원|상담원|팀장|매니저|경영진|영업사원|개발자)(?:들)?(?:이|가|은|는|의|에서|도|께서)?\s*[^.!?\n]{0,20}?(?:때문|탓|잘못|실수|게을|무능|태만|소홀|방치|무관심|제대로|안\s*(?:하|해|한|했)|못\s*(?:하|해|한|했)|하지\s*않|주지\s*않)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BlameKorean();

    // Who did it carelessly, with a reason or a result drawn from that.
    [GeneratedRegex(@"[가-힣A-Za-z]*(?:팀|부서|본부|담당자|직원|상담원|기사|팀장|매니저|경영진|영업사원|개발자|협력사|업체)(?:들)?(?:이|가|은|는|에서|도|께서)\s[^.!?\n]{0,20}?(?:대충|엉망|함부로|건성|성의\s*없|부주의|미숙|늑장|책임감\s*없|안일|불성실|무책임)", RegexOptions.CultureInvariant)]
    private static partial Regex CarelessKorean();

    [GeneratedRegex(@"\b(?:\w+\s+)?(?:team|department|staff|employees?|managers?|management|agents?|developers?|engineers?|sales\s*people)\b[^.!?\n]{0,40}?\b(?:fault|fails?|failed|failing|doesn't|does\s+not|don't|do\s+not|didn't|did\s+not|lazy|careless|ignores?|ignored|ignoring|refuses?|refused|incompetent|neglect\w*|sloppy)\b|\b(?:because\s+of|due\s+to|thanks\s+to)\s+(?:the\s+|our\s+)?(?:\w+\s+)?(?:team|department|staff|managers?|management)\b|\b(?:to\s+blame|'s\s+fault)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BlameEnglish();

    // Subjects that each go wrong, one clause after the other: 클레임이 늘었고, 반품이 늘었으며, 재구매율도 떨어졌다. Two may be cause and effect, three are a list.
    private const string GoesWrongKorean = @"(?:[가-힣]*(?:이|가|은|는|도)\s(?:[^.!?\n,]|(?<=\d)[.,](?=\d)){0,30}?(?:감소|하락|저하|떨어|줄|늘|증가|급증|지연|늦|악화|높아|낮아)[가-힣]{0,6}?(?:고|며))";

    [GeneratedRegex(GoesWrongKorean + @"\s*,?\s*" + GoesWrongKorean + @"\s*,?\s*[가-힣]*(?:이|가|은|는|도)\s(?:[^.!?\n,]|(?<=\d)[.,](?=\d)){0,40}?(?:감소|하락|저하|떨어|줄|늘|증가|급증|지연|늦|악화|높아|낮아)", RegexOptions.CultureInvariant)]
    private static partial Regex ChainKorean();

    [GeneratedRegex(@"또한|뿐만?\s*아니라|게다가|아울러|더불어|동시에|그리고\s+또|한편|\balso\b|\bin\s+addition\b|\bmoreover\b|\bfurthermore\b|\bas\s+well\s+as\b|\bbesides\b|\bat\s+the\s+same\s+time\b|\bon\s+top\s+of\s+that\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Joint();

    [GeneratedRegex(@"(?:^|\s)(?:\(?\d\)|\d\.\s|[①-⑨]|[-•*]\s)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ListMark();

    [GeneratedRegex(@"감소|하락|저하|떨어|줄어|줄었|늘어|늘었|증가|급증|부족|미미|지연|늦어|불만|이탈|악화|높아|낮아|\bf(?:e|a)ll(?:s|ing|en)?\b|\bdrop(?:s|ped|ping)?\b|\bdeclin\w+|\bdecreas\w+|\bris(?:es?|ing)\b|\brose\b|\bincreas\w+|\bgrow(?:s|ing)\b|\bgrew\b|\bslow\w*|\bdelay\w*|\bcomplain\w*|\bchurn\w*|\blate\b|\bfewer\b|\bworse\w*|\blower\b|\bhigher\b|\btoo\s+many\b|\btoo\s+few\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Trouble();
}
